/* Words that say nothing by themselves are taken out of a search: the theme looks for "de*", which
   is every debit note. Words that people have for a thing are looked up under the name it has here. */
(() => {
  const QUERY = 2; // the kind of message that asks the search for something
  const nothing = {
    es: "a al ante con cual como cómo de del desde donde e el en es esta este esto ha hacer la las lo los me mi mis no o para pero por que qué se si sin sobre su sus te tu un una uno unos y ya",
    en: "a an and are as at be by do for from how i in is it my of on or that the this to what with",
  };
  const meant = {
    es: {
      pyg: "income-statement",
      retefuente: "retención", reteica: "retención", reteiva: "retención",
      abono: "pago", abonos: "pagos", recaudo: "pago", recaudos: "pagos",
      deudores: "cartera", morosos: "cartera",
      boleta: "factura", gastos: "compra", proveedores: "compras",
    },
    en: { receivable: "aging", debtors: "aging", expenses: "bills" },
  };
  const phrases = {
    es: [
      [/estados? de resultados?|ganancias y p[eé]rdidas|p\s*&\s*g/gi, "income-statement"],
      [/estados? de cuenta/gi, "statement"],
    ],
    en: [[/profit and loss|p\s*&\s*l/gi, "income-statement"]],
  };
  const language = document.documentElement.lang.slice(0, 2);
  const skipped = new Set((nothing[language] || "").split(" "));
  const names = meant[language] || {};

  function asked(text) {
    for (const [phrase, name] of phrases[language] || []) text = text.replace(phrase, name);
    const words = text.split(/\s+/).filter(Boolean);
    const kept = words.filter((word) => !skipped.has(word.toLowerCase()));
    // While it is typed, and where nothing else is there, it is what it is.
    return (kept.length ? kept : words).map((word) => names[word.toLowerCase()] || word).join(" ");
  }

  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    const query = message && message.type === QUERY && typeof message.data === "string";
    return send.call(this, query ? { ...message, data: asked(message.data) } : message, ...more);
  };
})();
