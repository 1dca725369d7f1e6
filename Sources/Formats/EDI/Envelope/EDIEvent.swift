/// What a file of interchanges consists of, in its order. An interchange that is open when the next one begins, or the file
/// ends, ends all the same: whoever was told of a beginning is told of an end. An end of an interchange ends its group, too.
package enum EDIEvent {
    case interchange(EDIInterchange)
    case group(EDIGroup)
    /// A message as a whole: everything in it has been checked, and all findings about it are in the report already.
    case message(EDIMessage)
    case groupEnd(EDIEnding)
    case interchangeEnd(EDIEnding)
}
