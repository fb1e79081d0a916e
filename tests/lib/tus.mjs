// The public tus client as it is published, with the session's headers as the pages send them.
import tus from 'tus-js-client';

export { tus };

// {upload, done}: done resolves when it has ended, and rejects when it was given up. `source`: a Buffer or a stream.
export function tusUpload(by, passage, source, options = {}) {
  let upload;
  const done = new Promise((resolve, reject) => {
    upload = new tus.Upload(source, {
      endpoint: `${by.town.url}/api/uploads`,
      headers: by.headers(),
      metadata: { passage, filename: '一覧.csv' },
      retryDelays: null,
      httpStack: httpStack(by),
      ...options,
      onSuccess: () => resolve(upload),
      onError: reject,
    });
  });
  done.catch(() => {}); // a test that aborts does not wait for it
  return { upload, done };
}

export const httpStack = (by) => new tus.DefaultHttpStack({ ca: by.town.ca, family: 4 });
