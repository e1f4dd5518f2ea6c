package nontonyuk.labs.course;

import java.util.ArrayList;
import java.util.List;

/** The differences of two texts, line by line: {@code -} for a line that went, {@code +} for a new one. */
record LineDiff(List<String> before, List<String> after) {
    private static final int CONTEXT = 2;

    /** The changed lines and those around them; a line {@code …} stands for what is left out. */
    List<String> lines() {
        var all = allLines();
        var shown = new ArrayList<String>();
        boolean leftOut = false;
        for (int i = 0; i < all.size(); i++) {
            if (isNearChange(all, i)) {
                if (leftOut) shown.add("  …");
                shown.add(all.get(i));
                leftOut = false;
            } else {
                leftOut = true;
            }
        }
        return shown;
    }

    private static boolean isNearChange(List<String> all, int line) {
        var near = all.subList(Math.max(0, line - CONTEXT), Math.min(all.size(), line + CONTEXT + 1));
        return near.stream().anyMatch(text -> !text.startsWith(" "));
    }

    private List<String> allLines() {
        var common = commonLengths();
        var all = new ArrayList<String>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                all.add("  " + before.get(i++));
                j++;
            } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
                all.add("- " + before.get(i++));
            } else {
                all.add("+ " + after.get(j++));
            }
        }
        return all;
    }

    /** For each pair of places: how many lines the rests of both texts have in common, in order. */
    private int[][] commonLengths() {
        var common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
