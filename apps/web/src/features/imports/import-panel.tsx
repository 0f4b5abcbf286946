import { useState } from 'react';
import { MappingForm } from './mapping-form.tsx';
import { sampleLines } from './sample.ts';
import { strings } from './strings.ts';
import { UploadPanel } from './upload-panel.tsx';

const s = strings.panel;

/** From a file to an import that runs. */
export function ImportPanel(props: {
  readonly projectId: string;
  readonly onStarted: (importId: string) => void;
}) {
  const [uploadId, setUploadId] = useState<string | null>(null);
  return (
    <UploadPanel
      title={s.title}
      what={s.what}
      sample={{ name: 'sample.jsonl', text: sampleLines, type: 'application/jsonl' }}
      uploadId={uploadId}
      onUploaded={setUploadId}
    >
      {uploadId !== null && (
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
    </UploadPanel>
  );
}
