export interface components {
  schemas: {
    AccessWay: 'service_transfer' | 'physical_medium' | 'on_site' | 'remote_access'
    AccountCreated: {
      id: string
      login: string
      first_code: string
      entry: number
    }
    AccountInput: {
      login: string
      person: string
      roles: components['schemas']['Role'][]
    }
    AccountView: {
      id: string
      login: string
      person: string
      name: string
      place: string
      created_at: string
      roles: components['schemas']['Role'][]
      closed: boolean
      enrolled: boolean
      locked: boolean
    }
    Act: 'draft_passage' | 'change_passage' | 'upload_content' | 'submit_passage' | 'approve_passage' | 'reject_passage' | 'withdraw_passage' | 'download_content' | 'give_receipt' | 'declare_copy' | 'declare_return' | 'confirm_return' | 'erase_custody' | 'export_medium' | 'register_section' | 'register_officer' | 'register_asset' | 'register_contractor' | 'register_engagement' | 'apply_sub_contract' | 'consent_sub_contract' | 'withdraw_consent' | 'register_worker' | 'submit_roster' | 'confirm_roster' | 'record_training' | 'create_account' | 'close_account' | 'reset_account' | 'import_register' | 'export_evidence'
    ApprovalView: {
      by: components['schemas']['PersonView']
      decision: components['schemas']['Decision']
      reason: string
      at: string
      counts: boolean
    }
    AssetInput: {
      name: string
      information: string
      section: string
      confidentiality: components['schemas']['Confidentiality']
      integrity: components['schemas']['Integrity']
      availability: components['schemas']['Availability']
      personal_data: boolean
    }
    AssetView: {
      id: string
      asset: components['schemas']['AssetInput']
      section_name: string
      important: boolean
    }
    Availability: 'a2' | 'a1'
    Clause: {
      id: string
      group: string
      place: string
      text_ja: string
      text_en: string
      kinds: components['schemas']['ClauseKind'][]
      practices: components['schemas']['Practice'][]
      planned: string
    }
    ClauseKind: 'gate' | 'duty' | 'record' | 'report' | 'guide' | 'fact'
    ClauseView: {
      clause: components['schemas']['Clause']
      today: { [key: string]: number }
    }
    Code: {
      code: string
    }
    Confidentiality: 'c3a' | 'c3b' | 'c3c' | 'c3' | 'c2' | 'c1'
    ConsentInput: {
      decision: components['schemas']['Decision']
      flow_down_confirmed: boolean
      reason: string
    }
    ConsentState: 'none' | 'applied' | 'consented' | 'refused' | 'withdrawn'
    ContentView: {
      state: components['schemas']['InspectionState']
      name: string
      sha256: string
      size: number
      received: number
      inspected: number
      residents: number
      hits: components['schemas']['Evidence'][]
      reasons: string[]
      upload?: string | null
    }
    ContractorInput: {
      name: string
      corporate_number: string
    }
    ContractorView: {
      id: string
      name: string
      corporate_number: string
      engagements: number
      workers: number
    }
    CopyInput: {
      place: string
      purpose: string
      count: number
    }
    CopyView: {
      id: string
      place: string
      purpose: string
      made_at: string
      count: number
    }
    CustodyRow: {
      id: string
      passage: string
      state: components['schemas']['CustodyState']
      holder_name: string
      holder_firm: string
      asset_name: string
      purpose: string
      since: string
      due: string
      copies: number
      days_left: number
    }
    CustodyState: 'held' | 'return_declared' | 'erasing' | 'returned' | 'erased'
    CustodyView: {
      row: components['schemas']['CustodyRow']
      sha256: string
      file_name: string
      place: string
      size: number
      residents: number
      copies: components['schemas']['CopyView'][]
      may: components['schemas']['Act'][]
      timeline: components['schemas']['TimelineItem'][]
      has_certificate: boolean
    }
    Decision: 'approve' | 'reject'
    DecisionInput: {
      decision: components['schemas']['Decision']
      reason: string
    }
    DemoPerson: {
      account: string
      name: string
      roles: components['schemas']['Role'][]
      place: string
    }
    DemoSignIn: {
      account: string
    }
    Done: {
      id: string
      receipt: components['schemas']['Receipt']
    }
    DownloadGrant: {
      id: string
      url: string
      file_name: string
      until: string
      size: number
      left: number
      receipt: components['schemas']['Receipt']
    }
    DutyKind: 'decide_application' | 'give_receipt' | 'return_or_erase' | 'confirm_return'
    DutyView: {
      kind: components['schemas']['DutyKind']
      subject: string
      due: string
      text: string
      todo: string
      clauses: string[]
      overdue: boolean
      days_left: number
    }
    EngagementInput: {
      title: string
      contractor: string
      section: string
      responsible_person: string
      workplace: string
      starts: string
      ends: string
      scope: components['schemas']['ScopeEntry'][]
      production_data_allowed: boolean
      my_number: boolean
    }
    EngagementRow: {
      id: string
      title: string
      contractor: string
      contractor_name: string
      section_name: string
      starts: string
      ends: string
      active: boolean
      tiers: number
      tiers_without_consent: number
    }
    EngagementView: {
      id: string
      input: components['schemas']['EngagementInput']
      contractor_name: string
      section_name: string
      active: boolean
      tiers: components['schemas']['TierView'][]
      may: components['schemas']['Act'][]
    }
    EnrolStart: {
      new_password: string
    }
    EnrolView: {
      otpauth_uri: string
      secret: string
    }
    EntryRow: {
      seq: number
      at: string
      kind: string
      actor: string
      actor_name: string
      subject: string
      text: string
    }
    EntryView: {
      row: components['schemas']['EntryRow']
      canonical: string
      leaf: string
      checkpoint: string
      proof: string
      disclosed: components['schemas']['Evidence'][]
      size: number
    }
    EraseInput: {
      method: string
      copies_erased: boolean
      statement: string
    }
    Evidence: {
      name: string
      value: string
    }
    Finding: {
      rule: string
      clauses: string[]
      outcome: components['schemas']['Outcome']
      reason_ja: string
      reason_en: string
      todo_ja: string
      todo_en: string
      evidence: components['schemas']['Evidence'][]
    }
    FirmView: {
      id: string
      name: string
      consent: components['schemas']['ConsentState']
      depth: number
    }
    HomeView: {
      duties: components['schemas']['DutyView'][]
      approvals: components['schemas']['PassageRow'][]
      mine: components['schemas']['PassageRow'][]
      stopped: components['schemas']['StoppedView'][]
      out: components['schemas']['CustodyRow'][]
    }
    IdentityCheck: {
      worker: string
      method: string
    }
    InspectionState: 'absent' | 'uploading' | 'waiting' | 'running' | 'clean' | 'production_data' | 'unreadable'
    Integrity: 'i2' | 'i1'
    JudgeInput: {
      passage?: string | null
      input: components['schemas']['PassageInput']
    }
    LedgerState: {
      size: number
      root: string
      checkpoint: string
      verifier_key: string
    }
    OfficerInput: {
      name: string
      section: string
      roles: components['schemas']['Role'][]
    }
    OfficerView: {
      id: string
      name: string
      section: string
      section_name: string
      roles: components['schemas']['Role'][]
    }
    OpenSession: {
      id: string
      started_at: string
      last_seen_at: string
      address: string
      current: boolean
    }
    Outcome: 'passed' | 'failed' | 'pending'
    PaperView: {
      title: string
      number: string
      town: string
      issued_at: string
      issued_wareki: string
      lines: components['schemas']['Evidence'][]
      entry: number
      leaf: string
      checkpoint: string
      proof: string
    }
    PassageInput: {
      kind: components['schemas']['PassageKind']
      engagement: string
      asset: string
      range: string
      way: components['schemas']['AccessWay']
      recipient: string
      purpose: string
      content_description: string
      protection: string
      production_application: boolean
      production_reason: string
      collect_until: string
      custody_due: string
      downloads_allowed: number
      transfer: components['schemas']['TransferCheck']
    }
    PassageKind: 'receive' | 'carry_out' | 'copy' | 'bring_in' | 'return_data' | 'dispose' | 'enter'
    PassageRow: {
      id: string
      kind: components['schemas']['PassageKind']
      state: components['schemas']['PassageState']
      purpose: string
      engagement_title: string
      asset_name: string
      recipient_name: string
      recipient_firm: string
      applicant_name: string
      changed_at: string
      collect_until: string
      custody_due: string
      important: boolean
      approvals: number
      approvals_needed: number
    }
    PassageState: 'draft' | 'submitted' | 'approved' | 'received' | 'closed' | 'rejected' | 'withdrawn' | 'expired'
    PassageView: {
      id: string
      state: components['schemas']['PassageState']
      input: components['schemas']['PassageInput']
      engagement_title: string
      asset_name: string
      section_name: string
      important: boolean
      applicant: components['schemas']['PersonView']
      recipient: components['schemas']['PersonView']
      chain: components['schemas']['FirmView'][]
      content: components['schemas']['ContentView']
      approvals: components['schemas']['ApprovalView'][]
      approvals_needed: number
      downloads_used: number
      created_at: string
      submitted_at: string
      approved_at: string
      custody?: string | null
      verdict: components['schemas']['Verdict']
      may: components['schemas']['Act'][]
      timeline: components['schemas']['TimelineItem'][]
    }
    PersonView: {
      id: string
      name: string
      place: string
    }
    Practice: {
      kind: string
      id: string
    }
    ReasonInput: {
      reason: string
    }
    Receipt: {
      entry: number
      kind: string
      at: string
      leaf: string
    }
    ReceiptInput: {
      place: string
    }
    RecoveryCodes: {
      codes: string[]
    }
    Refused: {
      verdict: components['schemas']['Verdict']
      receipt?: components['schemas']['Receipt'] | null
    }
    ReturnInput: {
      method: string
      copies_erased: boolean
    }
    Role: 'ciso' | 'supervising_officer' | 'department_officer' | 'section_manager' | 'system_administrator' | 'officer' | 'auditor' | 'reception' | 'administrator' | 'contractor_manager' | 'worker'
    RosterConfirm: {
      checks: components['schemas']['IdentityCheck'][]
    }
    RosterInput: {
      contractor: string
      workers: string[]
    }
    RosterView: {
      id: string
      contractor: string
      contractor_name: string
      submitted_at: string
      confirmed_at: string
      confirmed_by: string
      version: number
      confirmed: boolean
      workers: components['schemas']['WorkerView'][]
    }
    ScopeEntry: {
      information: string
      range: string
      ways: components['schemas']['AccessWay'][]
    }
    SectionInput: {
      name: string
    }
    SectionView: {
      id: string
      name: string
    }
    SessionView: {
      account: string
      person: string
      name: string
      roles: components['schemas']['Role'][]
      side: components['schemas']['Side']
      section: string
      contractor: string
      place: string
      csrf_token: string
      expires_at: string
    }
    Side: 'town' | 'contractor'
    SignIn: {
      login: string
      password: string
    }
    SignInNext: 'done' | 'totp' | 'enrol'
    SignInStep: {
      next: components['schemas']['SignInNext']
    }
    StoppedView: {
      entry: number
      at: string
      by: string
      act: string
      subject: string
      findings: components['schemas']['Finding'][]
    }
    SubContractInput: {
      parent: string
      contractor: string
      reason: string
    }
    TierView: {
      id: string
      parent: string
      contractor: string
      contractor_name: string
      reason: string
      applied_at: string
      decided_at: string
      depth: number
      consent: components['schemas']['ConsentState']
      flow_down_confirmed: boolean
      roster?: components['schemas']['RosterView'] | null
    }
    TimelineItem: {
      entry: number
      at: string
      kind: string
      by: string
      text: string
    }
    TownView: {
      code: string
      name: string
      demonstration: boolean
      today: string
    }
    TrainingInput: {
      worker: string
      course: string
      held_on: string
      valid_until: string
    }
    TrainingView: {
      id: string
      course: string
      held_on: string
      valid_until: string
    }
    TransferCheck: {
      access_control: boolean
      encrypted_at_rest: boolean
      encrypted_link: boolean
    }
    Verdict: {
      passed: boolean
      findings: components['schemas']['Finding'][]
    }
    WorkerInput: {
      contractor: string
      name: string
      kana: string
    }
    WorkerView: {
      id: string
      contractor: string
      contractor_name: string
      name: string
      kana: string
      left: boolean
      on_roster: boolean
      identity_confirmed: boolean
      trained: boolean
      trained_until: string
    }
  }
}
