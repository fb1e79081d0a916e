// The words of the field as people read them; one table for each list of the API. A later language adds a column.
import type { components } from '../api/schema'

type S = components['schemas']

export const roleWords: Record<S['Role'], string> = {
  ciso: '最高情報セキュリティ責任者（CISO）',
  supervising_officer: '統括情報セキュリティ責任者',
  department_officer: '情報セキュリティ責任者（部局長）',
  section_manager: '情報セキュリティ管理者（課長）',
  system_administrator: '情報システム管理者',
  officer: '職員',
  auditor: '監査担当',
  reception: '受付',
  administrator: 'この仕組みの運用担当',
  contractor_manager: '委託事業者の責任者',
  worker: '従事者',
}

export const kindWords: Record<S['PassageKind'], string> = {
  receive: '受け渡し',
  carry_out: '持ち出し',
  copy: '複製',
  bring_in: '持ち込み',
  return_data: '返却',
  dispose: '廃棄',
  enter: '入室',
}

export const stateWords: Record<S['PassageState'], string> = {
  draft: '作成中',
  submitted: '承認待ち',
  approved: '受け取り待ち',
  received: '預かり中',
  closed: '完了',
  rejected: '却下',
  withdrawn: '取り下げ',
  expired: '期限切れ',
}

export const inspectionWords: Record<S['InspectionState'], string> = {
  absent: 'ファイルがまだありません',
  uploading: '送っている途中です',
  waiting: '検査の順番を待っています',
  running: '中身を検査しています',
  clean: '検査が終わりました。住民のデータは見つかりませんでした',
  production_data: '検査が終わりました。住民のデータ（本番データ）が見つかりました',
  unreadable: '中身を確かめられませんでした',
}

export const custodyWords: Record<S['CustodyState'], string> = {
  held: '預かり中',
  return_declared: '返却の確認待ち',
  erasing: '消去中',
  returned: '返却ずみ',
  erased: '消去ずみ',
}

export const copyStateWords: Record<S['CopyState'], string> = {
  applied: '承認待ち',
  approved: '承認ずみ',
  rejected: '却下',
}

export const copyMediumWords: Record<S['CopyMedium'], string> = {
  paper: '紙',
  disk: '端末・サーバーのディスク',
  removable: 'USBメモリ・外付けディスク・光ディスク',
  other: 'そのほか',
}

export const disposalStateWords: Record<S['DisposalState'], string> = {
  instructed: '廃棄の指示',
  certified: '証明あり（確認待ち）',
  sent_back: '差し戻し',
  confirmed: '廃棄を確認ずみ',
  withdrawn: '指示を取り下げ',
}

export const disposalWayWords: Record<S['DisposalWay'], string> = {
  destroyed: '物理的に破壊した',
  erased: '復元できないように消去した',
}

export const wayWords: Record<S['AccessWay'], string> = {
  service_transfer: 'この仕組みを通して渡す',
  physical_medium: '記録媒体に入れて、専用の輸送で運ぶ',
  on_site: '庁内で作業する',
  remote_access: '離れた場所からつないで使う',
}

export const consentWords: Record<S['ConsentState'], string> = {
  none: '承諾なし',
  applied: '承諾の申請中',
  consented: '承諾ずみ',
  refused: '承諾しなかった',
  withdrawn: '承諾を取り消した',
}

export const confidentialityWords: Record<S['Confidentiality'], string> = {
  c3a: '機密性3A',
  c3b: '機密性3B',
  c3c: '機密性3C',
  c3: '機密性3',
  c2: '機密性2',
  c1: '機密性1',
}

export const sheetStateWords: Record<S['SheetState'], string> = {
  draft: '会社が記入中',
  submitted: '団体の確認待ち',
  sent_back: '差し戻し',
  confirmed: '確認ずみ',
}

export const sheetAnswerWords: Record<S['SheetAnswer'], string> = {
  yes: 'はい',
  no: 'いいえ',
  not_applicable: '該当なし',
}

export const observedWords: Record<S['ObservedState'], string> = {
  agrees: '答えと合っています',
  differs: '答えと食い違います',
  nothing_seen: '記録はまだありません',
}

export const findingStateWords: Record<S['FindingState'], string> = {
  opened: '指摘したところ',
  demanded: '改善を求めている',
  reported: '改善の報告あり（確認待ち）',
  closed: '改善を確認ずみ',
}

export const findingSourceWords: Record<S['FindingSource'], string> = {
  sheet: 'チェックシートの答え',
  record: 'この仕組みの記録',
  inspection: '現地の確認',
  audit: '監査',
}

export const areaWords: Record<S['AreaKind'], string> = {
  server_room: 'サーバー室',
  media_store: '記録媒体の保管庫',
  operation_room: '操作室・作業室',
  other: 'そのほか',
}

export const entryStateWords: Record<S['EntryState'], string> = {
  submitted: '承認待ち',
  approved: '承認ずみ',
  rejected: '却下',
  withdrawn: '取り下げ',
}

export const thingWords: Record<S['ThingKind'], string> = {
  pc: 'パソコン',
  medium: '記録媒体',
  other: 'そのほか',
}

export const dutyWords: Record<S['DutyKind'], string> = {
  decide_application: '承認するかどうかを決める',
  give_receipt: '受領証を出す',
  return_or_erase: '返却または消去する',
  confirm_return: '返却を確かめる',
  decide_copy: '複写・複製の申請を承認するかどうかを決める',
  dispose_of_media: '記録媒体を廃棄する',
  confirm_disposal: '廃棄を確かめる',
  agree_terms: '契約の定めを登録する',
  complete_contract: '契約の記録をそろえる',
  name_data_manager: 'データの管理責任者を届け出る',
  decide_consent: '再委託を承諾するかどうかを決める',
  confirm_flow_down: '再委託先への義務づけを確かめる',
  recover_held: '承諾を取り消した先からデータを回収する',
  submit_roster: '従事者名簿を出す',
  confirm_roster: '従事者の本人確認をする',
  confirm_workers: '従事者が変わっていないか確かめる',
  give_pledge: '誓約書を出す',
  give_leaving_pledge: '離れた人の誓約書を出す',
  take_training: '研修を受ける',
  answer_invitation: '研修の案内に答える',
  record_attendance: '研修の出席を記録する',
  read_notice: 'お知らせを読む',
  plan_reports: 'サービスレベルの報告を求める',
  submit_report: '報告を出す',
  decide_report: '報告を確かめる',
  make_periodic_report: '定期報告を作る',
  read_periodic_report: '定期報告を読む',
  answer_sheet: 'チェックシートを出す',
  confirm_sheet: 'チェックシートを確かめる',
  renew_sheet: '年1回のチェックシートを出す',
  demand_improvement: '改善を求める',
  report_improvement: '改善を報告する',
  confirm_improvement: '改善を確かめる',
  decide_entry: '入室・持ち込みの申請を決める',
  see_out: '退室を確かめる',
  review_visit: 'つながらない間の入退室を確かめる',
  acknowledge_breach: '漏えい等の報告を受け止める',
  plan_audit: '監査を計画する',
  accept_audit: '監査の知らせに答える',
  report_audit: '監査を報告する',
}

export const termWords: Record<S['Term'], string> = {
  policy: '情報セキュリティポリシー等の遵守',
  identified: '責任者・委託内容・作業者・作業場所の特定',
  service_level: 'サービスレベルの保証',
  access: '情報の種類・範囲・アクセス方法と、作成から廃棄までの管理',
  education: '従業員に対する教育の実施',
  purpose: '目的外利用と第三者への提供の禁止',
  secrecy: '守秘義務',
  sub_contracting: '再委託に関する制限',
  return_disposal: '業務終了時の返還・廃棄',
  reporting: '定期報告と緊急時の報告の義務',
  audit: '監査・検査',
  publication: 'インシデントが起きたときの公表',
  breach: '守られなかった場合の規定（損害賠償など）',
}

export const partWords: Record<S['ContractPart'], string> = {
  service_levels: 'サービスレベルと報告の間隔',
  workplaces: '作業場所',
  selection: '選定基準とその確認',
  specification: '調達仕様書と、ポリシーに基づく要件',
}

export const qualityWords: Record<S['Quality'], string> = {
  confidentiality: '機密性（漏らさない）',
  integrity: '完全性（誤りがない）',
  availability: '可用性（止まらない）',
}

export const criterionWords: Record<S['Criterion'], string> = {
  capital: '資本関係と役員の情報',
  place_of_work: '委託事業を行う場所',
  workers: '従事者の所属・専門性・実績・国籍',
  evidence: '対策を示す試験・認証・監査の結果',
  unintended_changes: '意図しない変更を防ぐ管理体制',
}

export const postWords: Record<S['Post'], string> = {
  responsible: '責任者',
  data_manager: 'データの管理責任者',
}

export const standingWords: Record<S['TierStanding'], string> = {
  counts: '扱える',
  no_consent: '承諾なし',
  waits_consent: '承諾の申請中',
  refused: '承諾しなかった',
  withdrawn: '承諾を取り消した',
  above_stopped: '上の会社が止まっている',
  flow_down_open: '義務づけの確認待ち',
  check_sheet_open: 'チェックシートの確認待ち',
  not_begun: '期間の前',
  over: '期間が終わった',
}

export const heldWords: Record<S['HeldKind'], string> = {
  custody: '預かっているデータ',
  passage: '進んでいる申請',
  visit: '入室している人',
  disposal: '廃棄を確かめていない記録媒体',
}

export const clauseKindWords: Record<S['ClauseKind'], string> = {
  gate: '止める',
  duty: '促す',
  record: '残す',
  report: 'まとめる',
  guide: '知らせる',
  fact: '起きたこと',
}

export const clauseGroupWords: Record<string, string> = {
  A: '決まりのもとになった事故',
  S: '実態調査',
  R: '国の対応',
  G: 'ガイドラインの改定',
  C: '委託先チェックシート',
  T: '技術的な対策',
  E: '職員が知っておくこと',
}

export const actWords: Record<S['Act'], string> = {
  draft_passage: '申請を書き始める',
  change_passage: '申請を直す',
  upload_content: 'ファイルを送る',
  reinspect_content: 'もう一度検査する',
  submit_passage: '申請する',
  approve_passage: '承認する',
  reject_passage: '却下する',
  withdraw_passage: '申請を取り下げる',
  download_content: 'ファイルを受け取る',
  give_receipt: '受領証を出す',
  apply_copy: '複写・複製を申請する',
  approve_copy: '複写・複製を承認する',
  reject_copy: '複写・複製の申請を却下する',
  declare_copy: '複製を届け出る',
  declare_return: '返却を届け出る',
  confirm_return: '返却を確かめる',
  erase_custody: '消去する',
  export_medium: '記録媒体に書き出す',
  register_section: '課を登録する',
  register_officer: '職員を登録する',
  register_asset: '情報資産を登録する',
  register_contractor: '委託事業者を登録する',
  register_engagement: '委託契約を登録する',
  change_engagement: '委託契約の記録を直す',
  appoint_person: '責任者などを届け出る',
  apply_sub_contract: '再委託の承諾を申請する',
  consent_sub_contract: '再委託について決める',
  confirm_flow_down: '再委託先への義務づけを確かめる',
  withdraw_consent: '再委託の承諾を取り消す',
  register_worker: '従事者を登録する',
  submit_roster: '名簿を出す',
  keep_photo: '従事者の写真を登録する・消す',
  confirm_roster: '名簿を確かめる',
  record_training: '研修を記録する',
  keep_course: '研修を登録する・直す',
  plan_session: '研修の開催を決める',
  invite_to_training: '研修に呼ぶ',
  answer_invitation: '研修の案内に答える',
  record_attendance: '研修の出席を記録する',
  take_test: '研修のテストを受ける',
  require_training: '要る研修を決める',
  publish_notice: 'お知らせを出す',
  read_notice: 'お知らせを読んだことを残す',
  plan_reports: '定期に出す報告を決める',
  submit_report: '報告を出す',
  decide_report: '報告を確認する・差し戻す',
  make_periodic_report: '定期報告を作る',
  read_periodic_report: '定期報告を受け取る',
  create_account: '利用者を登録する',
  close_account: '利用者を止める',
  reset_account: 'サインインをやり直してもらう',
  import_dataset: '照合データを登録する',
  remove_dataset: '照合データを外す',
  export_evidence: '証拠を書き出す',
  import_records: '一覧をまとめて取り込む',
  export_records: '一覧を書き出す',
  answer_sheet: 'チェックシートに答える',
  submit_sheet: 'チェックシートを出す',
  review_sheet: 'チェックシートを見る、差し戻す',
  confirm_sheet: 'チェックシートを確認する',
  change_sheet_lines: '独自の項目を決める',
  open_finding: '指摘する',
  demand_improvement: '改善を求める',
  report_improvement: '改善を報告する',
  close_finding: '指摘を終わりにする',
  instruct_disposal: '記録媒体の廃棄を指示する',
  certify_disposal: '廃棄を証明する',
  confirm_disposal: '廃棄を確かめる',
  send_back_disposal: '廃棄の証明を差し戻す',
  withdraw_disposal: '廃棄の指示を取り下げる',
  plan_audit: '監査を計画する',
  accept_audit: '監査の知らせに答える',
  report_audit: '監査を報告する',
  cancel_audit: '監査を取りやめる',
  register_area: '管理区域を登録する',
  change_area: '管理区域の登録を直す',
  apply_entry: '入室を申請する',
  approve_entry: '入室の申請を承認する',
  reject_entry: '入室・持ち込みの申請を却下する',
  withdraw_entry: '入室・持ち込みの申請を取り下げる',
  apply_bring_in: '持ち込みを申請する',
  approve_bring_in: '持ち込みの申請を承認する',
  keep_scan_result: '持ち込むものを検査した結果のファイルを添える・消す',
  enter_area: '管理区域に入る',
  leave_area: '管理区域を出る',
  replay_visit: 'つながらない間の入退室を記録する',
  review_visit: 'つながらない間の入退室を確かめる',
  keep_still: 'カメラの静止画を添える・消す',
  report_breach: '漏えい等を報告する',
  acknowledge_breach: '漏えい等の報告を受け止める',
  delegate_duties: '仕事をほかの人に任せる',
  end_delegation: '任せた仕事を元に戻す',
  set_contact: 'メールのあて先を変える',
  open_feed: '予定表の秘密のアドレスを作る',
  close_feed: '予定表の秘密のアドレスをやめる',
  refuse_roster: '名簿を差し戻す',
  confirm_workers: '従事者が変わっていないことを確かめる',
  sign_pledge: '誓約する',
  record_pledge: '署名した誓約書を登録する',
  keep_pledges: '誓約書の文面を決める・預かった誓約書を消す',
}

/** A word of the API that is not in the table yet is shown as it is, rather than as nothing. */
export const word = (table: Record<string, string>, key: string): string => table[key] ?? key
