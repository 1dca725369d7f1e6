import Exchange

/// Why a profile cannot be used: its files have mistakes in them, or it could not be read at all.
package enum SetupFailure: Error, Hashable, Sendable {
    /// Sorted by place; never empty.
    case complaints(Complaints)
    case fault(Fault)

    /// The same for somebody who only needs to know that the run cannot start.
    package var fault: Fault {
        switch self {
        case .complaints(let complaints): complaints.fault
        case .fault(let fault): fault
        }
    }
}
