/* The first page in the language of the browser, until somebody chooses one. */
(() => {
  const key = "alegra-cli-language";
  let chosen = null;
  try {
    chosen = localStorage.getItem(key);
  } catch {
    return; // nothing can be remembered, so nobody is sent anywhere again and again
  }
  const here = document.documentElement.lang.slice(0, 2);
  const first = document.currentScript.dataset.first === "yes";
  const within = document.referrer.startsWith(location.origin + "/");
  const wished = (navigator.language || "").slice(0, 2);
  if (first && !chosen && !within && wished === "es" && here === "en") {
    location.replace(new URL("es/", location.href.replace(/[?#].*$/, "")) + location.hash);
    return;
  }
  addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[hreflang]");
    if (link) localStorage.setItem(key, link.hreflang);
  });
})();
