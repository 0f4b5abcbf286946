import { Alert, Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useRef, useState } from 'react';
import { download } from '../../components/csv.ts';
import { MappingForm } from './mapping-form.tsx';
import { sampleLines } from './sample.ts';
import { sendFile } from './send-file.ts';

const gibibyte = 1_073_741_824;

/** From a file to an import that runs. */
export function ImportPanel(props: {
  readonly projectId: string;
  readonly onStarted: (importId: string) => void;
}) {
  const [share, setShare] = useState<number | null>(null);
  const [uploadId, setUploadId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const open = useRef<() => void>(null);

  async function take(file: File | undefined) {
    if (file === undefined) return;
    setProblem(null);
    setShare(0);
    try {
      const sent = await sendFile(file, setShare);
      setUploadId(sent.id);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The file was not taken.');
    }
    setShare(null);
  }
  return (
    <Stack gap="sm" component="section" aria-labelledby="import-title">
      <Title order={2} id="import-title">
        Import
      </Title>
      {problem !== null && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      {uploadId === null ? (
        <Dropzone
          openRef={open}
          maxFiles={1}
          maxSize={gibibyte}
          loading={share !== null}
          onDrop={(files) => void take(files[0])}
          onReject={() => setProblem('One file of at most 1 GiB, please.')}
          inputProps={{ 'aria-label': 'File to import' }}
        >
          <Stack align="center" gap={4} py="lg">
            <Text fw={600}>Drop a CSV or JSONL file here, or choose one</Text>
            <Text size="sm" c="dimmed">
              One conversation a row, with one answer or two. Good rows are taken, bad ones are
              listed with the reason.
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
        <Progress value={share * 100} aria-label={`Sending: ${Math.round(share * 100)} %`} />
      )}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => download('sample.jsonl', sampleLines, 'application/jsonl')}
        >
          Download a sample
        </Button>
      </Group>
    </Stack>
  );
}
