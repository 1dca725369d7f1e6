import Exchange
import Machine

/// The machine's faults in the words of places: the engine need not know which kind of place it talks to.
enum LocalFaults {
    static func translate(_ fault: Fault) -> Fault {
        let code: Code
        switch fault.code {
        case .machineMissing: code = .placeMissing
        case .machineExists: code = .placeExists
        case .machineNotAFile: code = .placeNotAFile
        case .machineConfined: code = .placePathRefused
        case .machineDiskFull: code = .placeFull
        case .machineFile: code = .placeRefused
        default: return fault
        }
        return Fault(code, fault.disposition, fault.message, context: fault.context)
    }

    /// As `translate`, where a link was met as the last component: a plain file is needed there.
    static func notAFile(_ fault: Fault) -> Fault {
        Fault(.placeNotAFile, fault.disposition, fault.message, context: fault.context)
    }

    static func translating<Answer>(_ body: () throws(Fault) -> Answer) throws(Fault) -> Answer {
        do throws(Fault) { return try body() } catch { throw translate(error) }
    }
}
