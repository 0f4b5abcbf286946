import { Skeleton, Stack } from '@mantine/core';
import classes from './figure-tiles.module.css';

/** Holds the place of the overview while it loads. */
export function OverviewSkeleton() {
  return (
    <Stack gap="md" aria-busy>
      <Skeleton height={116} />
      <div className={classes.plots}>
        {['a', 'b', 'c', 'd'].map((key) => (
          <Skeleton key={key} height={290} />
        ))}
      </div>
    </Stack>
  );
}
