import { useNavigate } from '@tanstack/react-router';
import { DemoCards } from '../features/demo/demo-cards.tsx';
import classes from '../features/tenancy/sign-in.module.css';
import { SignInForm } from '../features/tenancy/sign-in-form.tsx';
import { strings as s, signInStrings } from '../features/tenancy/strings.ts';

/** /sign-in */
export function Component() {
  const navigate = useNavigate();
  return (
    <main className={classes.page}>
      <div className={classes.top}>
        <div>
          <p className={classes.product}>{s.product}</p>
          <h1 className={classes.claim}>{s.claim}</h1>
          <ul className={classes.facts}>
            {signInStrings.facts.map(([what, how]) => (
              <li key={what}>
                <b>{what}</b> {how}
              </li>
            ))}
          </ul>
        </div>
        <div className={classes.card}>
          <SignInForm onSignedIn={() => void navigate({ to: '/' })} />
        </div>
      </div>
      <DemoCards />
    </main>
  );
}
