/** Days after which what an event said is forgotten, and cannot be sent again. That it was sent is kept. */
export const bodyDays = 30;

/** Events that were settled before this time have no body any more. */
export const forgetBefore = (now: Date): Date => new Date(now.getTime() - bodyDays * 86_400_000);
