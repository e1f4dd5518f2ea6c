package nontonyuk.labs.check;

/** An error of the compiler: {@code file} is relative to the repository. */
public record SourceError(String file, long line, String text) {}
