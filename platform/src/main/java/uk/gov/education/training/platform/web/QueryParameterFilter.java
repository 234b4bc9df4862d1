package uk.gov.education.training.platform.web;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Rejects unknown query parameters: a misspelt filter would otherwise be ignored, and list everything. An operation has
 * the parameters that its method and its beans declare, each at most once.
 */
class QueryParameterFilter {

    private final Map<Method, SortedSet<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void check(UriInfo uri, ResourceInfo resource) {
        if (resource.getResourceClass().isAnnotationPresent(OwnRequestValidation.class)) {
            return;
        }
        SortedSet<String> names = known.computeIfAbsent(resource.getResourceMethod(), QueryParameterFilter::names);
        uri.getQueryParameters().forEach((name, values) -> check(name, values, names));
    }

    private static void check(String name, List<String> values, SortedSet<String> names) {
        if (!names.contains(name)) {
            throw ApiException.badRequest(
                    name,
                    "This call has no query parameter '" + name + "'. "
                            + (names.isEmpty() ? "It has none." : "It has " + String.join(", ", names) + "."));
        }
        if (values.size() > 1) {
            throw ApiException.badRequest(name, "Give '" + name + "' once.");
        }
    }

    private static SortedSet<String> names(Method method) {
        SortedSet<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                addFields(parameter.getType(), names);
            } else {
                add(parameter, parameter.getName(), names);
            }
        }
        return names;
    }

    private static void addFields(Class<?> bean, SortedSet<String> names) {
        for (Field field : bean.getDeclaredFields()) {
            if (field.isAnnotationPresent(BeanParam.class)) {
                addFields(field.getType(), names);
            } else {
                add(field, field.getName(), names);
            }
        }
    }

    private static void add(AnnotatedElement element, String name, SortedSet<String> names) {
        RestQuery query = element.getAnnotation(RestQuery.class);
        if (query != null) {
            names.add(query.value().isEmpty() ? name : query.value());
        }
        QueryParam named = element.getAnnotation(QueryParam.class);
        if (named != null) {
            names.add(named.value());
        }
    }
}
