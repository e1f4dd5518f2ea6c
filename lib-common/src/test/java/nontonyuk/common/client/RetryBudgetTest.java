package nontonyuk.common.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private final RetryBudget budget = new RetryBudget();

    private int retries(int requests, int triesEach) {
        int retries = 0;
        for (int request = 0; request < requests; request++) {
            budget.count();
            for (int i = 0; i < triesEach; i++) if (budget.spend()) retries++;
        }
        return retries;
    }

    @Test
    void when_everything_fails_a_tenth_is_retried() {
        assertEquals(10 + 100, retries(1000, 1));
        assertEquals(100, retries(1000, 5));
    }

    @Test
    void only_the_last_thousand_requests_count() {
        retries(50_000, 0);
        assertEquals(100, retries(1, 1000));
        assertEquals(0, retries(9, 1));
        assertEquals(1, retries(1, 1));
    }
}
