import { scaleLinear } from 'd3-scale';

const units = [86_400, 3_600, 60, 1];
/** The unit is the largest of which the axis holds so many. */
const fewest = 3;

/** Round numbers of days, hours, minutes or seconds from 0 to `last`, in seconds. */
export function timeTicks(last: number, most = 5): readonly number[] {
  const unit = units.find((seconds) => last >= fewest * seconds) ?? 1;
  return scaleLinear([0, last / unit], [0, 1])
    .ticks(most)
    .map((tick) => tick * unit);
}
