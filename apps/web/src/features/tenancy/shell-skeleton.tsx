import { PageSkeleton } from '../../components/states.tsx';
import classes from './shell.module.css';

/** Holds the place of the frame and its page while they load. */
export function ShellSkeleton() {
  return (
    <div className={classes.waiting}>
      <div />
      <div />
      <div>
        <PageSkeleton />
      </div>
    </div>
  );
}
