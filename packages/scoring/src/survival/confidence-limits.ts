/** The scale on which an interval of a probability is symmetric. */
export type LimitScale = 'logLog' | 'log' | 'plain';

/**
 * The limits of a probability, within 0 and 1; null at 0 and 1, where its error says nothing.
 *
 * @param quantile - how many standard errors the interval reaches to each side
 * @see Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure Time Data, section 1.4.1
 */
export function confidenceLimits(
  probability: number,
  standardError: number,
  scale: LimitScale,
  quantile: number,
): { readonly low: number; readonly high: number } | null {
  if (probability <= 0 || probability >= 1) return null;
  if (scale === 'plain') {
    const reach = quantile * standardError;
    return { low: Math.max(0, probability - reach), high: Math.min(1, probability + reach) };
  }
  if (scale === 'log') {
    const factor = Math.exp((quantile * standardError) / probability);
    return { low: probability / factor, high: Math.min(1, probability * factor) };
  }
  const logarithm = Math.log(probability);
  const factor = Math.exp((quantile * standardError) / (probability * -logarithm));
  return { low: Math.exp(logarithm * factor), high: Math.exp(logarithm / factor) };
}
