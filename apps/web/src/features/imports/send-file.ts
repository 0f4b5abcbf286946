import { tenantOfPage } from '../../apollo.ts';
import { strings } from './strings.ts';

const s = strings.panel;

export type Sent =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly message: string };

/** Sends a file as it is, telling how far it is, in [0, 1]. Resolves also where it is refused. */
export function sendFile(file: File, onProgress: (share: number) => void): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/uploads?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('assay-tenant', tenantOfPage() ?? '');
    request.setRequestHeader('assay-csrf', '1');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    request.onload = () => resolve(readAnswer(request.response));
    request.onerror = () => resolve({ ok: false, message: s.unreachable });
    request.onabort = request.onerror;
    request.send(file);
  });
}

/** What the server says of an upload: an id, or errors as GraphQL tells them. */
export function readAnswer(answer: unknown): Sent {
  if (typeof answer === 'object' && answer !== null) {
    if ('id' in answer && typeof answer.id === 'string') return { ok: true, id: answer.id };
    const errors: unknown = 'errors' in answer ? answer.errors : null;
    const first: unknown = Array.isArray(errors) ? errors[0] : null;
    if (typeof first === 'object' && first !== null && 'message' in first) {
      return { ok: false, message: String(first.message) };
    }
  }
  return { ok: false, message: s.notTaken };
}
