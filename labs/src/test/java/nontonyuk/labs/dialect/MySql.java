package nontonyuk.labs.dialect;

import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.Trees;

/** A statement in the grammar of MySQL 8 that Oracle publishes for ANTLR: its tree, and what the grammar refuses. */
record MySql(ParserRuleContext tree, List<String> errors) {
    static MySql parse(String sql) {
        var errors = new Errors();
        var lexer = new MySqlLexer(CharStreams.fromString(sql));
        lexer.sqlModes = Set.of(); // by default a text in double quotes is a name here
        lexer.removeErrorListeners();
        lexer.addErrorListener(errors);
        var parser = new MySqlParser(new CommonTokenStream(lexer));
        parser.sqlModes = lexer.sqlModes;
        parser.removeErrorListeners();
        parser.addErrorListener(errors);
        // Five times faster than the full analysis, and accepts nothing more.
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        return new MySql(parser.queries(), errors.found);
    }

    /** The texts of all nodes of a rule, such as {@link MySqlParser#RULE_tableRef}. */
    List<String> all(int rule) {
        return Trees.findAllRuleNodes(tree, rule).stream()
                .map(ParseTree::getText)
                .toList();
    }

    /** The functions that the grammar does not know by name. */
    List<String> functions() {
        return Trees.findAllRuleNodes(tree, MySqlParser.RULE_functionCall).stream()
                .map(call -> call.getChild(0).getText().toUpperCase(Locale.ROOT))
                .toList();
    }

    private static final class Errors extends BaseErrorListener {
        private final List<String> found = new ArrayList<>();

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object token,
                int line,
                int column,
                String message,
                RecognitionException e) {
            found.add(line + ":" + column + " " + message.replaceFirst(" expecting \\{.*", ""));
        }
    }
}
