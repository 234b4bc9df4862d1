package uk.gov.education.training.platform.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import uk.gov.education.training.events.Json;

/** REST reads and writes JSON just as events do: snake_case names, ISO 8601 times, absent where there is nothing. */
class ObjectMapperProducer {

    @Produces
    @Singleton
    ObjectMapper mapper() {
        return Json.MAPPER;
    }
}
