from config import from_environment
from fostermatch import create_app

app = create_app(from_environment())
