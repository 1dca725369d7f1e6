/// How late something is, as people say it: rough, because nobody needs the seconds of a day.
package enum Lateness {
    /// `40 s`, `12 min`, `5 h`, `3 days`.
    package static func words(_ seconds: Int) -> String {
        switch seconds {
        case ..<120: "\(max(0, seconds)) s"
        case ..<7200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3600) h"
        default: "\(seconds / 86_400) days"
        }
    }
}
