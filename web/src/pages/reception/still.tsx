import type { VisitView } from '../../api/types'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Attached } from '../../ui/files'
import { clock } from './times'

export const stillWords = {
  title: 'カメラの静止画',
  attach: 'カメラの静止画を添える',
  help: '入室のときの、監視カメラの画面を保存したものです（JPEG、PNG。1枚10 MBまで）。見られるのは団体の人だけです。',
}
const t = {
  who: (v: VisitView) => `${v.name}　${v.area_name}　${clock(v.entered_at)}`,
  camera: (camera: string) => `監視カメラ：${camera}`,
  close: '閉じる',
}

/** The still of the camera, of somebody who was let in today. */
export function StillDialog({ visit, onClose }: { visit: VisitView; onClose: () => void }) {
  return (
    <Dialog title={stillWords.title} open onClose={onClose}>
      <p>
        <span className="block font-bold">{t.who(visit)}</span>
        {visit.camera && <span className="block">{t.camera(visit.camera)}</span>}
      </p>
      <Attached
        purpose="still"
        subject={visit.id}
        accept=".jpg,.jpeg,.png"
        label={stillWords.attach}
        help={stillWords.help}
        may
        pictures
      />
      <div>
        <Button look="secondary" onClick={onClose}>
          {t.close}
        </Button>
      </div>
    </Dialog>
  )
}
