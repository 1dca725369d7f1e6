/// Options of libcurl's that are lists of lines, which it reads while the transfer runs.
enum CurlList: Int32 {
    case headers = 10_023
    case commandsBefore = 10_028
    case mailRecipients = 10_187
    case commandsAfter = 10_039
    case commandsBetween = 10_093
    case addresses = 10_203
}
