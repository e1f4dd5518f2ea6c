package nontonyuk.labs.course;

/** Hears of each step before it is done. A test breaks a command off there. */
interface Steps {
    Steps NONE = step -> {};

    void before(String step);
}
