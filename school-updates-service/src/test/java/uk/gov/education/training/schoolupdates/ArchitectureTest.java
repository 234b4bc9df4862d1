package uk.gov.education.training.schoolupdates;

import uk.gov.education.training.events.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
