const most = 200;

/** At most 200 of a list, evenly, ends included. */
export const thin = <T>(list: readonly T[]): readonly T[] =>
  thinPlaces(list.length)
    .map((at) => list[at])
    .filter((one) => one !== undefined);

/** The places of those in a list of some length. */
export const thinPlaces = (length: number): readonly number[] =>
  Array.from({ length: Math.min(length, most) }, (_, k) =>
    length <= most ? k : Math.round((k * (length - 1)) / (most - 1)),
  );
