/** A thin space between thousands reads the same in every language; a comma or a point does not. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
}

/** A real minus sign is as wide as a digit, so that columns of numbers stay in line. */
export function decimal(value: number, digits: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  const rounded = value.toFixed(digits);
  return Number(rounded) === 0 ? rounded.replace("-", "") : rounded.replace("-", "−");
}

export function percent(share: number): string {
  if (!Number.isFinite(share)) return decimal(share, 0);
  const value = share * 100;
  return `${decimal(value, value < 10 ? 1 : 0)}\u202f%`;
}

/** Losses run over many decades: as many digits as say something, never an exponent. */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value) || value === 0) return decimal(value, 0);
  const decimals = digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  return decimal(value, Math.max(0, Math.min(10, decimals)));
}

const raised = (exponent: number): string =>
  String(exponent).replace(/./g, (sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)]!);

/** A power of ten for an axis: written out while it is short. */
export function decade(exponent: number): string {
  return Math.abs(exponent) <= 4 ? significant(10 ** exponent, 1) : `10${raised(exponent)}`;
}

/** What may become very small: two digits, and a power of ten in the place of a row of zeros. */
export function small(value: number): string {
  if (!(value > 0 && value < 1e-4)) return significant(value, 2);
  const exponent = Math.floor(Math.log10(value));
  return `${decimal(value / 10 ** exponent, 1)}·10${raised(exponent)}`;
}
