import { Link, useParams } from '@tanstack/react-router';
import classes from '../projects/project-nav.module.css';
import { strings as s } from './strings.ts';

const views = [
  ['', s.coverage],
  ['/imports', s.files],
  ['/runs', s.runs],
  ['/proposals', s.proposals],
  ['/signal', s.signal],
] as const;

/** The parts of the outcomes of a project. */
export function OutcomesNav() {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  const base = `/t/${tenant}/projects/${projectId}/outcomes`;
  return (
    <nav className={`${classes.nav} ${classes.wrapping}`} aria-label={s.views}>
      {views.map(([path, label]) => (
        <Link
          key={path}
          to={`${base}${path}`}
          className={classes.link}
          activeOptions={{ exact: path === '', includeSearch: false }}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
