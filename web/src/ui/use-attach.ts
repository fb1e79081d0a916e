import { useRef } from 'react'
import { attach } from '../api/client'
import type { AttachmentPurpose } from '../api/types'

/** Sends chosen files one after the other; what arrived is not sent again when the act is tried once more. */
export function useAttach(purpose: AttachmentPurpose): (subject: string, files: File[]) => Promise<string[]> {
  const sent = useRef(new Map<File, string>())
  return async (subject, files) => {
    const ids: string[] = []
    for (const file of files) {
      const id = sent.current.get(file) ?? (await attach(purpose, subject, file)).id
      sent.current.set(file, id)
      ids.push(id)
    }
    return ids
  }
}
