/// How many cells each further record must have. An object, because it is learnt from the first record while that is
/// being emitted, when nothing else of the lexing may be touched.
final class CSVWidth {
    var cells: Int?
}
