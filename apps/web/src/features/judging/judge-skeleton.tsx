import { Skeleton } from '@mantine/core';
import pageClasses from './judge-page.module.css';
import classes from './judge-skeleton.module.css';
import { strings } from './strings.ts';

/** The judge page before its first task: the same zones, empty. */
export function JudgeSkeleton() {
  return (
    <div className={pageClasses.page} role="status" aria-label={strings.page.loading}>
      <div className={classes.zones}>
        <div className={classes.zone}>
          <Skeleton height={14} width="40%" />
          <Skeleton height={64} />
          <Skeleton height={48} width="80%" />
        </div>
        <div className={classes.zone}>
          <Skeleton height={14} width="30%" />
          <Skeleton height={180} />
        </div>
        <div className={classes.zone}>
          {Array.from({ length: 4 }, (_, row) => (
            <Skeleton key={row} height={44} />
          ))}
        </div>
      </div>
    </div>
  );
}
