package uk.gov.education.training.schedule;

import uk.gov.education.training.events.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
