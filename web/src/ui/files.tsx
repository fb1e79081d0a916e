// Files of people on a page: chosen, sent with their progress, listed, shown, removed.
import { useState } from 'react'
import { attach, query, send } from '../api/client'
import { useAction, useQuery } from '../api/hooks'
import type { AttachedFile, AttachmentPurpose, AttachmentView, Done, Items } from '../api/types'
import { mediaTypeOf, mediaTypeWords, misfit } from '../lib/files'
import { fileSize, percent } from '../lib/numbers'
import { Button, linkClass } from './button'
import { Progress } from './data'
import { ConfirmDialog } from './dialog'
import { FieldError } from './field'
import { FilePicker } from './file-picker'
import { ErrorNotice } from './notice'
import { Section } from './page'

const t = {
  about: (type: string, size: number) => `（${mediaTypeWords(type)}、${fileSize(size)}）`,
  remove: '外す',
  erase: '消す',
  eraseTitle: 'このファイルを消しますか',
  eraseText: (name: string) => `「${name}」を、鍵を壊して消します。元には戻せません。`,
  sending: (name: string) => `${name}を送っています`,
}

type Named = Pick<AttachedFile, 'id' | 'name' | 'media_type' | 'size'>

const contentOf = (id: string): string => `/api/attachments/${id}/content`

/** Names that are links to save the files; with a button to take one away where that may be done. */
export function FileList<T extends Named>({
  label,
  files,
  removable = () => true,
  onRemove,
  removeLabel = t.remove,
}: {
  label: string
  files: T[]
  removable?: (file: T) => boolean
  onRemove?: (file: T) => void
  removeLabel?: string
}) {
  if (files.length === 0) return null
  return (
    <ul aria-label={label} className="grid gap-1">
      {files.map((file) => (
        <li key={file.id} className="flex flex-wrap items-center gap-x-2">
          <a href={contentOf(file.id)} download={file.name} className={`inline-block py-2 break-all ${linkClass}`}>
            {file.name}
          </a>
          <span className="text-sm text-solid-gray-700">{t.about(file.media_type, file.size)}</span>
          {onRemove && removable(file) && (
            <Button look="quiet" onClick={() => onRemove(file)}>
              {removeLabel}
              <span className="sr-only">：{file.name}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

interface Wanted {
  purpose: AttachmentPurpose
  /** Endings, as the browser wants them: ".pdf,.png". */
  accept: string
  label: string
  help?: string
}

/** Sends a file as soon as it is chosen. */
export function AddFile({
  purpose,
  accept,
  label,
  help,
  subject,
  onAdded,
}: Wanted & { subject: string; onAdded: (file: AttachedFile) => void }) {
  const [sent, setSent] = useState<{ name: string; part: number }>()
  const [wrong, setWrong] = useState('')
  const add = useAction(async (file: File) => {
    try {
      const { id } = await attach(purpose, subject, file, (part, of) =>
        setSent({ name: file.name, part: percent(part, of) }),
      )
      const { size } = file
      onAdded({ id, subject, name: file.name.normalize('NFC'), media_type: mediaTypeOf(file.name, file.type), size })
    } finally {
      setSent(undefined)
    }
  })
  return (
    <div className="grid gap-2">
      {help && <p className="text-sm text-solid-gray-700">{help}</p>}
      <FilePicker
        label={label}
        quiet
        accept={accept}
        disabled={add.busy}
        onFile={(file) => {
          const words = misfit(purpose, accept, file)
          setWrong(words)
          add.clear()
          if (!words) void add.run(file)
        }}
      />
      {sent && <Progress label={t.sending(sent.name)} value={sent.part} />}
      {wrong && <FieldError>{wrong}</FieldError>}
      <ErrorNotice error={add.error} />
    </div>
  )
}

/** Files that are sent later, together with what they belong to (use-attach.ts). */
export function ChosenFiles({
  purpose,
  accept,
  label,
  help,
  files,
  onFiles,
}: Wanted & { files: File[]; onFiles: (files: File[]) => void }) {
  const [wrong, setWrong] = useState('')
  return (
    <div className="grid gap-2">
      {help && <p className="text-sm text-solid-gray-700">{help}</p>}
      <FilePicker
        label={label}
        quiet
        accept={accept}
        onFile={(file) => {
          const words = misfit(purpose, accept, file)
          setWrong(words)
          if (!words) onFiles([...files, file])
        }}
      />
      {wrong && <FieldError>{wrong}</FieldError>}
      {files.length > 0 && (
        <ul className="grid gap-1">
          {files.map((file, at) => (
            <li key={`${file.name} ${String(at)}`} className="flex flex-wrap items-center gap-x-2">
              <span className="break-all">{file.name}</span>
              <span className="text-sm text-solid-gray-700">
                {t.about(mediaTypeOf(file.name, file.type), file.size)}
              </span>
              <Button look="quiet" onClick={() => onFiles(files.filter((_, i) => i !== at))}>
                {t.remove}
                <span className="sr-only">：{file.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What is held for a subject: films play here, pictures are shown where asked for, everything can be saved. */
export function Attached({
  purpose,
  accept,
  label,
  help,
  subject,
  title,
  may,
  pictures = false,
}: Wanted & { subject: string; title?: string; may: boolean; pictures?: boolean }) {
  const list = useQuery<Items<AttachmentView>>(query('/api/attachments', { purpose, subject }))
  const [gone, setGone] = useState<AttachmentView>()
  const erase = useAction(async (id: string) => {
    await send<Done>('DELETE', `/api/attachments/${id}`)
    setGone(undefined)
    list.reload()
  })
  const files = list.data?.items ?? []
  if (!may && files.length === 0) return <ErrorNotice error={list.error} />
  const body = (
    <div className="grid max-w-3xl gap-4">
      <ErrorNotice error={list.error} />
      {files.map((file) => (
        <Shown key={file.id} file={file} pictures={pictures} />
      ))}
      <FileList
        label={title ?? label}
        files={files}
        removable={(file) => file.may_erase}
        removeLabel={t.erase}
        onRemove={(file) => {
          erase.clear()
          setGone(file)
        }}
      />
      {may && (
        <AddFile
          purpose={purpose}
          accept={accept}
          label={label}
          {...(help ? { help } : {})}
          subject={subject}
          onAdded={list.reload}
        />
      )}
      <ConfirmDialog
        title={t.eraseTitle}
        confirm={t.erase}
        danger
        open={gone !== undefined}
        onClose={() => setGone(undefined)}
        onConfirm={() => gone && void erase.run(gone.id)}
        busy={erase.busy}
        error={erase.error}
      >
        <p className="break-all">{gone && t.eraseText(gone.name)}</p>
      </ConfirmDialog>
    </div>
  )
  return title ? <Section title={title}>{body}</Section> : body
}

function Shown({ file, pictures }: { file: AttachmentView; pictures: boolean }) {
  if (file.media_type === 'video/mp4')
    return (
      // eslint-disable-next-line jsx-a11y/media-has-caption -- what people hand in has its captions in the picture
      <video
        controls
        preload="metadata"
        aria-label={file.name}
        src={contentOf(file.id)}
        className="max-h-[70vh] w-full rounded-8 bg-black"
      />
    )
  if (pictures && file.media_type.startsWith('image/'))
    return <img src={contentOf(file.id)} alt={file.name} className="max-h-96 max-w-full justify-self-start rounded-8" />
  return null
}
