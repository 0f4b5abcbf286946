import { Alert, Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useState } from 'react';
import { download } from '../../components/csv.ts';
import { MappingForm } from './mapping-form.tsx';
import { sampleLines } from './sample.ts';
import { sendFile } from './send-file.ts';
import { strings } from './strings.ts';

const s = strings.panel;
const gibibyte = 1_073_741_824;

/** From a file to an import that runs. */
export function ImportPanel(props: {
  readonly projectId: string;
  readonly onStarted: (importId: string) => void;
}) {
  const [share, setShare] = useState<number | null>(null);
  const [uploadId, setUploadId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function take(file: File | undefined) {
    if (file === undefined) return;
    setProblem(null);
    setShare(0);
    const sent = await sendFile(file, setShare);
    setShare(null);
    if (sent.ok) setUploadId(sent.id);
    else setProblem(sent.message);
  }
  return (
    <Stack gap="sm" component="section" aria-labelledby="import-title">
      <Group justify="space-between">
        <Title order={2} id="import-title">
          {s.title}
        </Title>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => download('sample.jsonl', sampleLines, 'application/jsonl')}
        >
          {s.sample}
        </Button>
      </Group>
      {problem !== null && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      {uploadId === null ? (
        <Dropzone
          maxFiles={1}
          multiple={false}
          maxSize={gibibyte}
          loading={share !== null}
          aria-label={s.file}
          onDrop={(files) => void take(files[0])}
          onReject={() => setProblem(s.refused)}
          inputProps={{ 'aria-label': s.file }}
        >
          <Stack align="center" gap={4} py="lg" ta="center">
            <Text fw={600}>{s.drop}</Text>
            <Text size="sm" c="dimmed">
              {s.what}
            </Text>
          </Stack>
        </Dropzone>
      ) : (
        <MappingForm
          projectId={props.projectId}
          uploadId={uploadId}
          onCancel={() => setUploadId(null)}
          onStarted={(importId) => {
            setUploadId(null);
            props.onStarted(importId);
          }}
        />
      )}
      {share !== null && (
        <Progress value={share * 100} aria-label={s.sending(Math.round(share * 100))} />
      )}
    </Stack>
  );
}
