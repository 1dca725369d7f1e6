import Exchange
import ServerKit
import Testing

@testable import Transports

/// Answers of about 1,100 bytes, cut after every one of them.
@Suite struct `An HTTPS answer that is cut` {
    @Test(arguments: ["length", "chunked", "length/goodbye", "chunked/goodbye"])
    func `is never taken for a whole one`(_ how: String) throws {
        let trial = try HTTPSTrial()
        let account = try trial.account()
        let conversation = try trial.conversation(account)
        var undetected: [Int] = []
        var whole = 0
        // The heads are of a fixed length; the last points are behind the end.
        let size = how.hasPrefix("length") ? 1069 : 1141
        let points = Array(stride(from: 0, to: size + 12, by: 4)) + Array(size - 12..<size + 12)
        for point in Set(points).sorted() {
            let sink = MemorySink()
            do throws(Fault) {
                _ = try conversation.carry(HTTPSRequest(.get, "cut/\(point)/\(how)", sink: sink, isFile: true))
                if sink.count == 1000 { whole += 1 } else { undetected.append(point) }
            } catch {
                if sink.count > 1000 { undetected.append(point) }
                let mayPass = if case .retry = error.disposition { true } else { error.code == .httpsEndless }
                #expect(mayPass || error.code == .placeProtocol, "\(how) at \(point): \(error.code) \(error.message)")
            }
        }
        #expect(undetected.isEmpty, "\(how): \(undetected)")
        #expect(whole > 0 && whole < 60, "\(how): \(whole)")
    }
}
