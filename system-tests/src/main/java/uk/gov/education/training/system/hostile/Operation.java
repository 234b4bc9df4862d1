package uk.gov.education.training.system.hostile;

import java.util.List;
import uk.gov.education.training.launcher.Service;

/**
 * An operation of a service.
 *
 * @param path with parameter names in braces
 * @param scope that its token needs, or empty if it needs no token
 * @param fields of its body, if it takes one
 * @param isForm whether its body is a form of the console
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
