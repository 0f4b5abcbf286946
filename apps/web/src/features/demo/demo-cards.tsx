import { Alert, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type DemoPerson, enterDemo, loadDemo } from './demo.ts';
import classes from './demo-cards.module.css';
import { strings as s } from './strings.ts';

/** One click into the demo, as whoever one likes; nothing where there is no demo. */
export function DemoCards() {
  const [people, setPeople] = useState<readonly DemoPerson[]>([]);
  const [isEntering, setIsEntering] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    void loadDemo().then(setPeople);
  }, []);
  if (people.length === 0) return null;

  async function enter(person: DemoPerson) {
    setIsEntering(true);
    const tenant = await enterDemo(person.key);
    setIsEntering(false);
    setFailed(tenant === null);
    if (tenant !== null) location.assign(`/t/${tenant}`);
  }

  return (
    <section aria-labelledby="demo-title">
      <Title order={2} id="demo-title">
        {s.title}
      </Title>
      <Text c="dimmed">{s.lead}</Text>
      {failed && (
        <Alert color="red" role="alert" mt="xs">
          {s.unavailable}
        </Alert>
      )}
      <div className={classes.cards}>
        {people.map((person) => (
          <button
            key={person.key}
            type="button"
            className={classes.card}
            disabled={isEntering}
            onClick={() => void enter(person)}
          >
            <b>{s.as[person.key]}</b>
            <p>{s.what[person.key]}</p>
            <span className={classes.enter}>{s.enter} →</span>
          </button>
        ))}
      </div>
    </section>
  );
}
