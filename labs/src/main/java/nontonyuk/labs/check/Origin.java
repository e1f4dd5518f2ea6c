package nontonyuk.labs.check;

/** Whose work was checked, and what it was: the hashes of main and of the work. A field may be empty. */
public record Origin(String student, String course, String main, String work) {}
