// Sends a file in pieces that survive a closed page, a lost network and a restarted server (tus). What has arrived is
// remembered in this browser by passage, name, size and date of the file; choosing the same file again goes on from there.
import { useEffect, useRef, useState } from 'react'
import { DetailedError, Upload } from 'tus-js-client'
import { ApiError, csrf, SESSION_ENDED } from '../../api/client'
import type { Refused } from '../../api/types'

const words = {
  failed:
    '送っている途中で止まりました。通信の状態を確かめて「続きから送る」を押してください。ここまでに送った分は残っています。',
}

export type Phase = 'idle' | 'sending' | 'paused' | 'failed' | 'sent'
export interface UploadState {
  phase: Phase
  name: string
  size: number
  sent: number
  /** Bytes a second, over the last few seconds. */
  rate: number
  /** It went on from what had arrived before. */
  resumed: boolean
  error?: ApiError | undefined
}

const idle: UploadState = { phase: 'idle', name: '', size: 0, sent: 0, rate: 0, resumed: false }

function errorOf(cause: Error): ApiError {
  const response = cause instanceof DetailedError ? cause.originalResponse : null
  if (response) {
    if (response.getStatus() === 401) window.dispatchEvent(new Event(SESSION_ENDED))
    try {
      const body = JSON.parse(response.getBody()) as Partial<Refused> & { error?: { code?: string; ja?: string } }
      if (body.verdict) return new ApiError(response.getStatus(), 'refused', words.failed, '', body as Refused)
      if (body.error?.ja) return new ApiError(response.getStatus(), body.error.code ?? '', body.error.ja)
    } catch {
      // not an answer of ours: say what can be done
    }
  }
  return new ApiError(response?.getStatus() ?? 0, 'upload', words.failed)
}

export interface Uploader {
  state: UploadState
  start: (file: File) => Promise<void>
  pause: () => void
  resume: () => void
}

export function useUpload(passage: string, onSent: () => void): Uploader {
  const [state, setState] = useState<UploadState>(idle)
  const current = useRef<Upload | null>(null)
  const done = useRef(onSent)
  useEffect(() => {
    done.current = onSent
  })

  const sending = state.phase === 'sending'
  useEffect(() => {
    if (!sending) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [sending])

  useEffect(
    () => () => {
      void current.current?.abort()
    },
    [],
  )

  const start = async (file: File) => {
    await current.current?.abort()
    let mark = { at: performance.now(), sent: 0 }
    let fresh = true
    const upload = new Upload(file, {
      endpoint: '/api/uploads',
      metadata: { passage, filename: file.name },
      retryDelays: [0, 1000, 3000, 5000, 10_000, 20_000, 30_000],
      fingerprint: () => Promise.resolve(`sekisho:${passage}:${file.name}:${file.size}:${file.lastModified}`),
      removeFingerprintOnSuccess: true,
      onBeforeRequest: (request) => request.setHeader('X-CSRF-Token', csrf()),
      onProgress: (sent, size) => {
        const now = performance.now()
        if (fresh) {
          mark = { at: now, sent }
          fresh = false
        }
        const seconds = (now - mark.at) / 1000
        setState((old) => ({
          ...old,
          phase: old.phase === 'paused' ? 'paused' : 'sending',
          sent,
          size,
          rate: seconds >= 1 ? (sent - mark.sent) / seconds : old.rate,
        }))
        if (seconds > 5) mark = { at: now, sent }
      },
      onError: (cause) => setState((old) => ({ ...old, phase: 'failed', error: errorOf(cause) })),
      onSuccess: () => {
        setState((old) => ({ ...old, phase: 'sent', sent: file.size, size: file.size }))
        done.current()
      },
    })
    current.current = upload
    const [previous] = await upload.findPreviousUploads()
    if (previous) upload.resumeFromPreviousUpload(previous)
    setState({ ...idle, phase: 'sending', name: file.name, size: file.size, resumed: previous !== undefined })
    upload.start()
  }

  return {
    state,
    start,
    pause: () => {
      setState((old) => ({ ...old, phase: 'paused', rate: 0 }))
      void current.current?.abort()
    },
    resume: () => {
      setState((old) => ({ ...old, phase: 'sending', error: undefined }))
      current.current?.start()
    },
  }
}
