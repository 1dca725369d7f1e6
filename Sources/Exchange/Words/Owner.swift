/// Who must act on a finding or a fault. Reports group by this, because the first question is always "is this mine?".
package enum Owner: String, Sendable, CaseIterable {
    /// The office that owns the campus data (registrar, personnel office).
    case registrar
    /// The library's own staff: codes, profiles, decisions.
    case library
    /// Whoever orders and pays for the library: invoices, vendors, funds.
    case acquisitions
    /// The office that takes and books students' money.
    case bursar
    /// The supplier who sent the file.
    case vendor
    /// Whoever runs the machines: accounts, disks, networks, this program's set-up.
    case it

    /// How a report names it.
    package var title: String {
        switch self {
        case .registrar: "registrar"
        case .library: "library"
        case .acquisitions: "acquisitions"
        case .bursar: "bursar's office"
        case .vendor: "vendor"
        case .it: "IT"
        }
    }
}
