import { useEffect, useId, useRef, type ReactNode } from 'react'
import type { ApiError } from '../api/client'
import { Button } from './button'
import { ErrorNotice } from './notice'

const t = { cancel: 'やめる' }

interface DialogProps {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
}

/** A modal of the browser itself: it keeps the focus inside, closes by Esc, and gives the focus back. */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    if (open && !dialog.open) dialog.showModal()
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onClose={onClose}
      className="m-auto w-[min(40rem,calc(100vw-1rem))] rounded-12 border border-solid-gray-600 bg-white p-6 text-solid-gray-800 shadow-4 max-sm:p-4"
    >
      {open && (
        <div className="grid gap-4">
          <h2 id={id} className="text-std-20B-150">
            {title}
          </h2>
          {children}
        </div>
      )}
    </dialog>
  )
}

interface ConfirmProps extends DialogProps {
  confirm: string
  onConfirm: () => void
  busy: boolean
  error: ApiError | undefined
  danger?: boolean
}

/** Asks before an act, and shows why it was refused if it was. */
export function ConfirmDialog({ confirm, onConfirm, busy, error, danger = false, children, ...dialog }: ConfirmProps) {
  return (
    <Dialog {...dialog}>
      <form
        className="grid gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) onConfirm()
        }}
      >
        {children}
        <ErrorNotice error={error} />
        <div className="flex flex-wrap-reverse justify-end gap-3 max-sm:flex-col-reverse">
          <Button look="secondary" onClick={dialog.onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" look={danger ? 'danger' : 'primary'} busy={busy}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
