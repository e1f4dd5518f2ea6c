package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each request runs a fixed number of statements. Two of them ask whether its key and its session are valid. */
class StatementsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            /me,            3
            /users,         3
            /users?page=99, 4
            """)
    void a_request_runs_a_fixed_number_of_statements(String path, int expected) {
        var place = TestDatabase.create("auth");
        try (var auth = TestAuth.start(place)) {
            auth.register(TestAuth.EMAIL, TestAuth.PASSWORD).expect(201);
            var ani = auth.as(auth.session());
            var statements =
                    TestDatabase.statements(place.user(), () -> ani.get(path).expect(200));
            assertEquals(expected, statements.size(), String.join("\n", statements));
        }
    }
}
