import { Badge, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { Draft } from './draft.ts';

/** A rubric version to read: each dimension with its tiers, examples and counter-examples. */
export function RubricSheet(props: { readonly content: Draft }) {
  const { dimensions, redLines, profiles } = props.content;
  const sum = dimensions.reduce((total, { weight }) => total + weight, 0);
  return (
    <Stack gap="md">
      {dimensions.map((dimension) => (
        <Paper
          key={dimension.id}
          withBorder
          p="md"
          component="section"
          aria-label={dimension.label}
        >
          <Group gap="xs" mb={4}>
            <Title order={2}>{dimension.label}</Title>
            <Text c="dimmed">
              {sum > 0 ? `${Math.round((dimension.weight / sum) * 100)} %` : '—'}
            </Text>
            {dimension.critical && (
              <Badge color="red" variant="light">
                critical
              </Badge>
            )}
            {dimension.locked && (
              <Badge color="gray" variant="light">
                weight locked
              </Badge>
            )}
            {dimension.allowNotApplicable && (
              <Badge color="gray" variant="light">
                may not apply
              </Badge>
            )}
            {dimension.scope !== 'RESPONSE' && (
              <Badge color="gray" variant="light">
                {dimension.scope.toLowerCase()}
              </Badge>
            )}
          </Group>
          <Text c="dimmed" mb="sm">
            {dimension.description}
          </Text>
          <SimpleGrid cols={{ base: 1, md: Math.max(1, dimension.tiers.length) }}>
            {dimension.tiers.map((tier, index) => (
              <Paper key={tier.id} withBorder p="sm">
                <Group justify="space-between" wrap="nowrap">
                  <Text fw={600}>
                    {index + 1}. {tier.label}
                  </Text>
                  <Text c="dimmed">{tier.value}</Text>
                </Group>
                <Text size="sm">{tier.description}</Text>
                {tier.examples.map((example) => (
                  <div key={example.id}>
                    <Text
                      size="xs"
                      fw={600}
                      mt="xs"
                      c={example.kind === 'EXAMPLE' ? 'teal' : 'orange'}
                    >
                      {example.kind === 'EXAMPLE' ? 'Example' : 'Looks so, but is not'}
                    </Text>
                    <Text size="sm">{example.text}</Text>
                    {example.reason !== '' && (
                      <Text size="xs" c="dimmed">
                        {example.reason}
                      </Text>
                    )}
                  </div>
                ))}
              </Paper>
            ))}
          </SimpleGrid>
        </Paper>
      ))}
      {redLines.map((line, index) => (
        <Text key={index}>
          <Text span fw={600} c="red">
            Red line
          </Text>{' '}
          {line.flag === null
            ? `${line.dimensionKey} at tier ${(line.atOrBelowTier ?? 0) + 1} or below`
            : `flag ${line.flag.toLowerCase().replaceAll('_', ' ')}`}
          :{' '}
          {line.effect === 'FAIL_ALL'
            ? 'the whole score is 0'
            : `${line.failDimensionKey} counts as 0`}
        </Text>
      ))}
      {profiles.map(({ name, attribute, equals, weights }) => (
        <Text key={name}>
          <Text span fw={600}>
            Profile {name}
          </Text>{' '}
          where {attribute} is {equals.join(' or ')}:{' '}
          {weights.map(({ dimensionKey, weight }) => `${dimensionKey} ${weight}`).join(', ')}
        </Text>
      ))}
    </Stack>
  );
}
