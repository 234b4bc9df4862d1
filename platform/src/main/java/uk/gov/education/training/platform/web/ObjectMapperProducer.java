package uk.gov.education.training.platform.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import uk.gov.education.training.events.Json;

/** Makes REST use the JSON format of the messages: snake_case names, ISO 8601 times, no null properties. */
class ObjectMapperProducer {

    @Produces
    @Singleton
    ObjectMapper mapper() {
        return Json.MAPPER;
    }
}
