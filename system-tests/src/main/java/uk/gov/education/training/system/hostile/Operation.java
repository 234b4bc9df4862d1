package uk.gov.education.training.system.hostile;

import java.util.List;
import uk.gov.education.training.launcher.Service;

/**
 * One call of one service, as its description has it.
 *
 * @param path with the names of its parameters in braces
 * @param scope whose token is allowed to make it; empty if none is needed
 * @param fields of its body, if it takes one
 * @param isForm whether its body comes from a form of the console
 */
record Operation(Service service, String method, String path, String scope, List<String> fields, boolean isForm) {

    boolean takesBody() {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    boolean isPage() {
        return path.startsWith("/operations");
    }

    @Override
    public String toString() {
        return method + " " + path + " of " + service.module();
    }
}
