import { useState, type ReactNode } from 'react'
import { useAction } from '../api/hooks'
import { ConfirmDialog } from './dialog'
import { TextArea } from './field'

interface TextDialogProps {
  title: string
  children: ReactNode // what the act does
  label: string
  help?: string | undefined
  missing: string // said when nothing was written
  confirm: string
  danger?: boolean
  onClose: () => void
  onSend: (text: string) => Promise<unknown>
}

/** Asks before an act that needs a written reason or the like. */
export function TextDialog({ children, label, help, missing, onSend, ...dialog }: TextDialogProps) {
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const act = useAction(async () => void (await onSend(text.trim())))
  return (
    <ConfirmDialog
      {...dialog}
      open
      onConfirm={() => {
        setTried(true)
        if (text.trim()) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      {children}
      <TextArea
        label={label}
        help={help}
        required
        value={text}
        onValue={setText}
        error={tried && !text.trim() ? missing : undefined}
      />
    </ConfirmDialog>
  )
}
