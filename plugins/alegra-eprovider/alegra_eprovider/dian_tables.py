"""Some rows of each table of the DIAN, as the sandbox gives them."""

from __future__ import annotations

# Names as the service has them in its paths.
TABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "contract-types": (("1", "Término fijo"), ("2", "Término indefinido")),
    "correction-concept-codes-nc": (("1", "Devolución parcial"), ("2", "Anulación")),
    "correction-concept-codes-nd": (("1", "Intereses"), ("2", "Gastos por cobrar")),
    "countries": (("CO", "Colombia"), ("EC", "Ecuador")),
    "currencies": (("COP", "Peso colombiano"), ("USD", "Dólar estadounidense")),
    "departments": (("11", "Bogotá, D.C."), ("05", "Antioquia")),
    "employee-sub-types": (("00", "No aplica"), ("01", "Dependiente pensionado")),
    "employee-types": (("01", "Dependiente"), ("02", "Servicio doméstico")),
    "extra-hour-types": (("HED", "Hora extra diurna"), ("HEN", "Hora extra nocturna")),
    "fiscal-Responsability-types": (("O-13", "Gran contribuyente"), ("R-99-PN", "No aplica")),
    "health-benefits-plan-types": (("01", "Plan de beneficios en salud"),),
    "health-identification-types": (("CC", "Cédula de ciudadanía"),),
    "health-payment-methods": (("01", "Pago individual por caso"),),
    "health-user-types": (("01", "Contributivo cotizante"),),
    "identification-types": (("13", "Cédula de ciudadanía"), ("31", "NIT")),
    "inability-types": (("1", "Común"), ("2", "Profesional")),
    "languages": (("es", "Español"), ("en", "Inglés")),
    "municipalities": (("11001", "Bogotá, D.C."), ("05001", "Medellín")),
    "organization-types": (("1", "Persona jurídica"), ("2", "Persona natural")),
    "payment-forms": (("1", "Contado"), ("2", "Crédito")),
    "payment-methods": (("10", "Efectivo"), ("42", "Consignación")),
    "payroll-periods": (("1", "Semanal"), ("5", "Mensual")),
    "tax-types": (("01", "IVA"), ("04", "INC")),
    "unit-codes": (("94", "Unidad"), ("KGM", "Kilogramo")),
}
