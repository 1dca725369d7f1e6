import Exchange

/// What one look at the source came to: files to take now, or what to say if there is no time to wait.
struct PickupChoice {
    private(set) var ready: [Candidate]?
    private(set) var otherwise = Onward.next
    /// How the files are known to be finished; nil where the profile asks for nothing.
    private(set) var readiness: String?
    private var findings: [Finding]
    private var remarks: [String]

    init(_ survey: Survey) {
        findings = survey.findings
        remarks = survey.remarks
    }

    var hasObjections: Bool { !findings.isEmpty }

    mutating func add(_ finding: Finding) { findings.append(finding) }
    mutating func remark(_ text: String) { remarks.append(text) }
    mutating func take(_ files: [Candidate], readiness: String?) {
        ready = files
        self.readiness = readiness
    }
    mutating func refuse(_ otherwise: Onward) { self.otherwise = otherwise }

    /// Said once, however often we looked.
    func tell(_ report: Report) {
        findings.forEach(report.add)
        remarks.forEach(report.remark)
    }
}
