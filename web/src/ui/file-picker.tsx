import { useId, useState } from 'react'

const t = { drop: 'ここにファイルを置くこともできます' }

/** One file: by the button, or dropped beside it. */
export function FilePicker({
  label,
  onFile,
  accept,
  quiet = false,
  disabled = false,
}: {
  label: string
  onFile: (file: File) => void
  accept?: string
  /** A file is there already: the button steps back. */
  quiet?: boolean
  disabled?: boolean
}) {
  const [over, setOver] = useState(false)
  const id = useId()
  const choose = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !disabled) onFile(file)
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping only adds to the button
    <div
      role="group"
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        choose(event.dataTransfer.files)
      }}
      className={`rounded-8 border-2 border-dashed p-6 text-center ${
        over ? 'border-key-900 bg-key-50' : 'border-solid-gray-536'
      }`}
    >
      <input
        id={id}
        type="file"
        {...(accept ? { accept } : {})}
        disabled={disabled}
        className="peer sr-only"
        onChange={(event) => {
          choose(event.target.files)
          event.target.value = ''
        }}
      />
      <label
        htmlFor={id}
        className={`inline-flex min-h-12 items-center rounded-8 border px-6 py-2 font-bold peer-focus-visible:outline-4 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-black ${
          quiet
            ? 'border-key-900 bg-white text-key-900 hover:bg-key-100'
            : 'border-transparent bg-key-900 text-white hover:bg-key-1000'
        }`}
      >
        {label}
      </label>
      <p className="mt-2 text-sm text-solid-gray-700 max-sm:hidden">{t.drop}</p>
    </div>
  )
}
