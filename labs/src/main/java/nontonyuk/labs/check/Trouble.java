package nontonyuk.labs.check;

import java.util.List;
import java.util.Map;

/** Why a check could not run: the code of a text, its values, and lines to show below it. */
public record Trouble(String code, Map<String, Object> values, List<String> lines) {}
