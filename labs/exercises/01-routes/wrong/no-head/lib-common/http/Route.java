package nontonyuk.common.http;

import nontonyuk.common.access.Access;

record Route(String method, String pattern, Access access, boolean isPolled, Handler handler) {
    boolean accepts(String givenMethod) {
        return method.equals("*") || method.equals(givenMethod);
    }
}
