import { tenantOfPage } from '../../apollo.ts';

export interface SentFile {
  readonly id: string;
  readonly name: string;
}

/** Sends a file as it is, telling how far it is. @throws Error with the server's words */
export function sendFile(file: File, onProgress: (share: number) => void): Promise<SentFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/uploads?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('assay-tenant', tenantOfPage() ?? '');
    request.setRequestHeader('assay-csrf', '1');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    request.onload = () => {
      const body: { id?: string; name?: string; errors?: { message: string }[] } =
        request.response ?? {};
      if (request.status < 300 && body.id !== undefined)
        resolve({ id: body.id, name: body.name ?? file.name });
      else reject(new Error(body.errors?.[0]?.message ?? 'The file was not taken.'));
    };
    request.onerror = () =>
      reject(new Error('The server could not be reached. The file was not taken.'));
    request.send(file);
  });
}
